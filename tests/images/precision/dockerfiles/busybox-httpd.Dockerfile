# context: site
FROM peel.test/busybox:1
COPY index.html /srv/
EXPOSE 8080
CMD ["busybox", "httpd", "-f", "-p", "8080", "-h", "/srv"]
