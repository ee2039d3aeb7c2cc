"""Reads what the API gives as files, each by the reader it is meant for."""

import csv
import io
import json
import tracemalloc

from openpyxl import load_workbook


def content(response) -> bytes:
    """What a file holds."""
    return b"".join(response.streaming_content)


def csv_rows(response) -> list[dict]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(content(response).decode(), newline=""), strict=True))


def lines(response) -> list[dict]:
    """The results of an NDJSON file."""
    return [json.loads(line) for line in content(response).decode().splitlines()]


def sheet(response, title: str) -> list[tuple]:
    """The rows of a sheet of a workbook, its head first."""
    return list(load_workbook(io.BytesIO(content(response)))[title].values)


def walked(api, address: str) -> list[dict]:
    """Every result of a list, page by page."""
    found = []
    while address:
        page = api.get(address).json()
        found += page["results"]
        address = page["next"]
    return found


def peak(api, address: str) -> int:
    """The most memory that Python held at once while a file was sent and thrown away, in bytes."""
    answer = api.get(address)
    tracemalloc.start()
    try:
        for _ in answer.streaming_content:
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
