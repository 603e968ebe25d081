"""Sealed files: whoever has the public key can write one, only the holder of the other key can read it.

A random key per file is wrapped with HPKE (RFC 9180: X25519, HKDF-SHA-256, AES-256-GCM). The content follows
in pieces of a megabyte under AES-256-GCM. The nonce of a piece is its number and whether it is the last, so a
piece that is altered, moved, left out or added does not open, nor does a file that was cut off.
"""

import hashlib
import io
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from thuis.core.errors import ConfigurationError

MAGIC = b"thuis sealed 1\n"
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
PIECE = 1024 * 1024
TAG = 16
DOES_NOT_OPEN = "This file does not open: it was altered or cut off, or this is not its key."


def new_keys() -> tuple[str, str]:
    """A secret key and its public key, as words of 64 digits."""
    secret = X25519PrivateKey.generate()
    return secret.private_bytes_raw().hex(), secret.public_key().public_bytes_raw().hex()


class SealedWriter(io.RawIOBase):
    """Seals what is written to it. A file without `finish()` is not whole and will not open."""

    def __init__(self, target: BinaryIO, public_key: str, part: str) -> None:
        super().__init__()
        self.key = AESGCM.generate_key(256)
        info = MAGIC + part.encode()
        wrapped = SUITE.encrypt(self.key, X25519PublicKey.from_public_bytes(bytes.fromhex(public_key)), info)
        header = MAGIC + len(wrapped).to_bytes(2, "big") + wrapped
        target.write(header)
        self.target, self.box, self.about = target, AESGCM(self.key), _about(header, part)
        self.waiting, self.number = bytearray(), 0

    def writable(self) -> bool:
        return True

    def write(self, content: object) -> int:
        part = memoryview(content)  # type: ignore[arg-type]  # the protocol of io takes any buffer
        self.waiting += part
        while len(self.waiting) > PIECE:  # one piece always stays behind: it may be the last
            self._seal(self.waiting[:PIECE], last=False)
            del self.waiting[:PIECE]
        return part.nbytes

    def finish(self) -> None:
        """Seal the last piece as the last."""
        self._seal(self.waiting, last=True)
        self.waiting.clear()

    def _seal(self, piece: bytearray, *, last: bool) -> None:
        self.target.write(self.box.encrypt(_nonce(self.number, last=last), bytes(piece), self.about))
        self.number += 1


class SealedReader(io.RawIOBase):
    """Opens a sealed file piece by piece.

    Raises:
        ConfigurationError: the file is not what was sealed, or the key is another.
    """

    def __init__(self, source: BinaryIO, secret_key: str, part: str) -> None:
        super().__init__()
        header = source.read(len(MAGIC) + 2)
        wrapped = source.read(int.from_bytes(header[len(MAGIC) :], "big"))
        key = _unwrap(header, wrapped, secret_key, part)
        self.source, self.box, self.about = source, AESGCM(key), _about(header + wrapped, part)
        self.ready, self.number = b"", 0
        self.following = source.read(PIECE + TAG)
        self.ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        room = memoryview(buffer)  # type: ignore[arg-type]  # the protocol of io takes any buffer
        if not self.ready and not self.ended:
            self._next()
        taken = min(len(room), len(self.ready))
        room[:taken], self.ready = self.ready[:taken], self.ready[taken:]
        return taken

    def _next(self) -> None:
        piece, self.following = self.following, self.source.read(PIECE + TAG)
        self.ended = not self.following
        try:
            self.ready = self.box.decrypt(_nonce(self.number, last=self.ended), piece, self.about)
        except InvalidTag as error:
            raise ConfigurationError(DOES_NOT_OPEN) from error
        self.number += 1


def _unwrap(header: bytes, wrapped: bytes, secret_key: str, part: str) -> bytes:
    if not header.startswith(MAGIC):
        raise ConfigurationError("This is no backup of Thuis.")
    try:
        secret = X25519PrivateKey.from_private_bytes(bytes.fromhex(secret_key))
        return SUITE.decrypt(wrapped, secret, MAGIC + part.encode())
    except (InvalidTag, ValueError) as error:
        raise ConfigurationError(DOES_NOT_OPEN) from error


def _about(header: bytes, part: str) -> bytes:
    """What every piece belongs to: this file, and people or answers."""
    return hashlib.sha256(header + part.encode()).digest()


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
