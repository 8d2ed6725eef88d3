# context: site
FROM peel.test/debian:bookworm-slim
RUN apt-get update && apt-get -y dist-upgrade && apt-get install -y --no-install-recommends busybox && rm -rf /var/lib/apt/lists/*
RUN cd /srv
RUN cat /etc/passwd | grep www-data > /etc/http-user
COPY . /srv
VOLUME ["/etc"]
CMD ["sh"]
EXPOSE 8080
CMD ["busybox", "httpd", "-f", "-p", "8080", "-h", "/srv"]
