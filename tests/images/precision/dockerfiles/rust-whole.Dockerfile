# context: rust
FROM peel.test/debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends cargo ca-certificates && apt-get clean && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN cargo build --release && cp target/release/hello /usr/local/bin/
CMD ["hello"]
