# context: shell
FROM peel.test/debian:bookworm-slim
RUN apt-get update && apt-get -y upgrade && apt-get install -y supervisor cron
COPY supervisord.conf /etc/supervisor/conf.d/app.conf
EXPOSE 9001
CMD ["/usr/bin/supervisord"]
