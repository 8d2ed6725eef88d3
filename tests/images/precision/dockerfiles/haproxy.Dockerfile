# context: shell
FROM peel.test/debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends haproxy=2.6.* && rm -rf /var/lib/apt/lists/*
USER haproxy
STOPSIGNAL SIGUSR1
HEALTHCHECK NONE
CMD ["haproxy", "-f", "/etc/haproxy/haproxy.cfg"]
