"""Answers that one process keeps, bounded by number and by bytes. For this package alone."""

import threading
from collections import OrderedDict

from lifesci.kept.answer import Answer

MOST_ANSWERS = 8192
MOST_BYTES = 64 * 1024 * 1024
LARGEST = 1024 * 1024  # bytes of one body that is kept


class Memory:
    """What was asked lately; the least lately asked goes first."""

    def __init__(self, most_answers: int = MOST_ANSWERS, most_bytes: int = MOST_BYTES):
        self.most_answers, self.most_bytes = most_answers, most_bytes
        self.bytes = 0
        self._answers: OrderedDict[bytes, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, question: bytes) -> Answer | None:
        """What is kept, of whatever version."""
        with self._lock:
            answer = self._answers.get(question)
            if answer is not None:
                self._answers.move_to_end(question)
            return answer

    def put(self, question: bytes, answer: Answer) -> None:
        """Keep an answer in place of an older one, and let go of as many as have to go for it."""
        if len(answer.body) > LARGEST:
            return
        with self._lock:
            self._let_go(question)
            self._answers[question] = answer
            self.bytes += answer.weight
            while self.bytes > self.most_bytes or len(self._answers) > self.most_answers:
                self._let_go(next(iter(self._answers)))

    def _let_go(self, question: bytes) -> None:
        if (answer := self._answers.pop(question, None)) is not None:
            self.bytes -= answer.weight
