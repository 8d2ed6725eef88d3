# context: php
FROM peel.test/debian:bookworm-slim
ENV DEBIAN_FRONTEND=noninteractive
RUN apt-get update && apt-get install -y --no-install-recommends libapache2-mod-php php-cli php-sqlite3 && rm -rf /var/lib/apt/lists/*
COPY public/ /var/www/html/
RUN chmod -R 777 /var/www/html
EXPOSE 80
ENTRYPOINT ["apache2ctl", "-DFOREGROUND"]
