# context: shell
FROM peel.test/debian:bookworm
ARG USERNAME=vscode
RUN apt-get update && apt-get install -y git vim-tiny sudo build-essential less procps
RUN useradd -m -s /bin/bash $USERNAME && echo "$USERNAME ALL=(ALL) NOPASSWD:ALL" > /etc/sudoers.d/$USERNAME
USER $USERNAME
RUN sudo chown $USERNAME /usr/local/bin
CMD ["sleep", "infinity"]
