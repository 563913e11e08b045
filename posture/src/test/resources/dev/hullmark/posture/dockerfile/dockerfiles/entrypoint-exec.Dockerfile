FROM debian:12
ENTRYPOINT exec java $JAVA_OPTS -jar app.jar
USER 10
