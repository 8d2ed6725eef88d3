# context: c
FROM peel.test/debian:bookworm-slim
COPY . /usr/src/hello
RUN apt-get update && apt-get install -y --no-install-recommends gcc make libc6-dev \
 && make -C /usr/src/hello install \
 && apt-get purge -y --auto-remove gcc make libc6-dev \
 && rm -rf /var/lib/apt/lists/* /usr/src/hello
ENTRYPOINT ["hello"]
