# context: site
FROM peel.test/debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends libcgi-pm-perl lighttpd && rm -rf /var/lib/apt/lists/*
COPY . /var/www/
RUN chown -R www-data /var/www
USER www-data
CMD ["lighttpd", "-D", "-f", "/etc/lighttpd/lighttpd.conf"]
