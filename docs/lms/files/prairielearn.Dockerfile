# The instructor's course as an image for PrairieLearn's external grader. Keep it in a private registry.
FROM python:3.12-slim
COPY . /course
RUN pip install --no-cache-dir --extra-index-url https://download.pytorch.org/whl/cpu '/course[torch]' && chmod 700 /course
ENV DLGRADE_OFFLINE=1 DLGRADE_COURSE=/course
