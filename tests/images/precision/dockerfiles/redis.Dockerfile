# context: shell
FROM peel.test/debian:bookworm-slim
RUN groupadd -r -g 999 redis && useradd -r -g redis -u 999 redis
RUN apt-get update && apt-get install -y --no-install-recommends redis-server gosu && rm -rf /var/lib/apt/lists/* && gosu nobody true
RUN mkdir /data && chown redis:redis /data
VOLUME /data
WORKDIR /data
COPY entrypoint.sh /usr/local/bin/
ENTRYPOINT ["entrypoint.sh"]
EXPOSE 6379
CMD ["redis-server"]
