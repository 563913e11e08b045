FROM python:3.13
RUN pip install flask
RUN pip install --no-cache-dir flask==3.0.3 'requests>=2'
RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt
RUN python -m pip install --no-cache-dir --upgrade pip
RUN pip3 install --no-cache-dir --extra-index-url https://pypi.example.com/simple private==1.0
RUN pip install --no-cache-dir .
USER 10
