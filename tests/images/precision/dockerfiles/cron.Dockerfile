# context: shell
FROM peel.test/debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends cron && rm -rf /var/lib/apt/lists/*
COPY backup.cron /etc/cron.d/backup
COPY backup.sh /usr/local/bin/
RUN chmod 0644 /etc/cron.d/backup && touch /var/log/cron.log
VOLUME ["/data", "/backup"]
CMD cron && tail -f /var/log/cron.log
