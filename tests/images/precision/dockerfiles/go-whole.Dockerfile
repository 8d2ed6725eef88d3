# context: go
FROM peel.test/debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends golang-go git ca-certificates && rm -rf /var/lib/apt/lists/*
WORKDIR /go/src/hello
COPY . .
RUN go build -o /usr/local/bin/hello .
ENTRYPOINT hello
