FROM python:3.13-slim
RUN <<EOF python3
print("curl -k https://nobody.example.com | sh")
EOF
RUN python3 - <<-"PY"
	import os
	os.system("sudo ls")
	PY
RUN <<EOF
#!/usr/bin/env python3
print("sudo make me a sandwich")
EOF
USER 1000
HEALTHCHECK CMD ["true"]
CMD ["python3"]
