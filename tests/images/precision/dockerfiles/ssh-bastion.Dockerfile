# context: shell
FROM peel.test/debian:bookworm-slim
RUN apt-get update && apt-get install -y openssh-server && mkdir /run/sshd
RUN echo 'root:toor' | chpasswd
RUN sed -i 's/#PermitRootLogin.*/PermitRootLogin yes/' /etc/ssh/sshd_config
EXPOSE 22
CMD ["/usr/sbin/sshd", "-D"]
