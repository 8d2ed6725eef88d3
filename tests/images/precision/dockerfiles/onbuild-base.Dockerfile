# context: shell
FROM peel.test/debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3-minimal && rm -rf /var/lib/apt/lists/*
ONBUILD COPY . /app
ONBUILD USER nobody
WORKDIR /app
