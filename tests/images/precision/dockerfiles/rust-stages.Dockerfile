# context: rust
FROM peel.test/debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends cargo ca-certificates
WORKDIR /src
COPY . .
RUN cargo build --release

FROM peel.test/debian:bookworm-slim
COPY --from=build /src/target/release/hello /usr/local/bin/hello
USER nobody
CMD ["hello"]
