FROM registry.access.redhat.com/ubi9/ubi-minimal:9.5@sha256:d85040b6e3ed3628a89683f51a38c709185efc3fb552db2ad1b9180f2a6c38be
RUN microdnf install -y --nodocs --setopt=install_weak_deps=0 python3.11 \
 && microdnf clean all
COPY app.py /opt/app/app.py
USER 1001
EXPOSE 8443
HEALTHCHECK CMD ["python3.11", "/opt/app/app.py", "--check"]
CMD ["python3.11", "/opt/app/app.py"]
