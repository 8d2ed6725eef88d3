FROM scratch
COPY rootfs /
COPY share /usr/share
COPY local /usr/local
COPY app /srv/app
COPY app/assets.pack /srv/again/assets.pack
COPY sbin/sshd /usr/sbin/sshd
COPY sbin/sudo /usr/bin/sudo
COPY etc /etc
RUN mkdir /tmp/build /srv/cache \
 && dd if=/dev/zero of=/tmp/build/objects bs=1000 count=300 \
 && dd if=/dev/zero of=/var/log/build.log bs=1000 count=100 \
 && for i in 1 2 3; do for j in a b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 4 5 6 7 8 9; do echo "$i $j" > /srv/cache/$i-$j; done; sleep 1; done
RUN rm /srv/app/notes.txt
EXPOSE 21
LABEL com.example.api-token="a1b2c3d4e5f6g7h8"
CMD ["/bin/sh"]
