FROM scratch
COPY rootfs /
ADD http://127.0.0.1:@PORT@/tool.bin /opt/tool.bin
CMD ["sh"]
HEALTHCHECK CMD ["true"]
HEALTHCHECK CMD ["test", "-f", "/opt/tool.bin"]
USER 65532
CMD ["sleep", "60"]
