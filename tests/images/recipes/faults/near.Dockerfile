FROM scratch
COPY rootfs /
COPY share /usr/share
COPY local /usr/local
COPY app /srv/app
COPY app/assets.pack /srv/again/assets.pack
COPY sbin/sshd /usr/sbin/sshd
COPY sbin/sudo /usr/bin/sudo
COPY etc /etc
RUN mkdir /tmp/build \
 && dd if=/dev/zero of=/tmp/build/objects bs=1000 count=40 \
 && dd if=/dev/zero of=/var/log/build.log bs=1000 count=40
RUN rm /srv/app/notes.txt
EXPOSE 2121
LABEL org.opencontainers.image.title="Near" \
      org.opencontainers.image.version="1" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.source="https://peel.test/near"
CMD ["/bin/sh"]
