# context: shell
FROM peel.test/debian:bookworm-slim
RUN set -x && apt-get update && apt-get install -y --no-install-recommends memcached libsasl2-modules && rm -rf /var/lib/apt/lists/*
USER memcache
EXPOSE 11211
CMD ["memcached"]
