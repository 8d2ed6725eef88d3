# context: shell
FROM peel.test/busybox:1
COPY backup.sh /usr/local/bin/
RUN set -o pipefail; cat /usr/local/bin/backup.sh | wc -l > /lines
WORKDIR /srv
RUN cd /tmp && touch x && rm x
VOLUME /srv/data
HEALTHCHECK CMD ["test", "-f", "/lines"]
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/backup.sh"]
CMD ["--all"]
