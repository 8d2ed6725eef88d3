# context: c
FROM peel.test/debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc make libc6-dev
COPY . /src
RUN make -C /src
RUN mkdir -p /root-fs/lib64 /root-fs/lib/x86_64-linux-gnu /root-fs/etc \
 && cp /lib/x86_64-linux-gnu/libc.so.6 /root-fs/lib/x86_64-linux-gnu/ \
 && cp /lib64/ld-linux-x86-64.so.2 /root-fs/lib64/ \
 && cp /etc/os-release /root-fs/etc/ && cp /src/hello /root-fs/hello

FROM scratch
COPY --from=build /root-fs /
USER 65532
ENTRYPOINT ["/hello"]
