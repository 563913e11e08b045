FROM debian:12
RUN echo a \
    # a comment in between
    && echo b \

    && echo c
RUN echo 'a # no comment' && \
    sudo id
USER 10
