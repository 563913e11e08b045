FROM openjdk:8
VOLUME /tmp
ADD target/app.jar app.jar
ENV JAVA_OPTS="-Xmx512m" KEYSTORE_PASSWORD="changeit"
EXPOSE 8080 22
ENTRYPOINT java $JAVA_OPTS -jar /app.jar
