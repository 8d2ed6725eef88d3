# context: shell
FROM peel.test/debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl wget tcpdump strace iproute2 iputils-ping dnsutils netcat-openbsd jq && rm -rf /var/lib/apt/lists/*
CMD ["bash"]
