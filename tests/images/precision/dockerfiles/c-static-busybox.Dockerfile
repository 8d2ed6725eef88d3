# context: c
FROM peel.test/debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc make libc6-dev
COPY . /src
RUN make -C /src CFLAGS="-O2 -static" && strip /src/hello

FROM peel.test/busybox:1
COPY --from=build /src/hello /bin/hello
CMD ["hello"]
