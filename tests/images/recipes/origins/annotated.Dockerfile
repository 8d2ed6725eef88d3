FROM localhost/peel.test/busybox:latest
RUN mkdir -p /opt/app
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
USER 65532
