# A container with the workbench and nothing else; the workspace is a volume.
FROM python:3.13-slim
RUN useradd --create-home --uid 1000 workbench && install -d -o workbench /srv/workbench
COPY pyproject.toml constraints.txt README.md LICENSE /build/
COPY workbench /build/workbench
COPY codebooks /build/codebooks
COPY transcripts_sample /build/transcripts_sample
COPY docs /build/docs
RUN pip install --no-cache-dir -c /build/constraints.txt /build && rm -rf /build
USER workbench
ENV WORKBENCH_WORKSPACE=/srv/workbench PYTHONUNBUFFERED=1
VOLUME /srv/workbench
EXPOSE 8501
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-c", \
  "import urllib.request as r; r.urlopen('http://127.0.0.1:8501/readyz', timeout=4)"]
CMD ["workbench", "serve", "--host", "0.0.0.0"]
