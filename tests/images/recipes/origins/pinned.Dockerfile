FROM localhost/peel.test/busybox:1.35
RUN mkdir -p /opt/app
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
USER 65532
