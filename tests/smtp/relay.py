"""A mail relay for the tests: a real SMTP server on 127.0.0.1, on a port that the system chooses.

Says "listening on PORT" and, of each mail it took, "took mail N", on standard error; keeps the mails as lines of
JSON in DIRECTORY/mails. What it answers to a recipient stands in DIRECTORY/answer ("550 5.1.1 no such office"),
and may change while it runs; without that file it takes everything.
"""

import argparse
import asyncio
import json
import os
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Relay:
    def __init__(self, directory):
        self.directory = directory
        self.taken = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        try:
            with open(os.path.join(self.directory, "answer"), encoding="ascii") as answer:
                return answer.read().strip()
        except FileNotFoundError:
            envelope.rcpt_tos.append(address)
            return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "secured": server.transport.get_extra_info("ssl_object") is not None,
            "authenticated": bool(session.authenticated),
            "text": envelope.content.decode("ascii"),
        }
        with open(os.path.join(self.directory, "mails"), "a", encoding="utf-8") as mails:
            mails.write(json.dumps(mail) + "\n")
        self.taken += 1
        print(f"took mail {self.taken}", file=sys.stderr, flush=True)
        return "250 2.0.0 taken for delivery"


def authenticator(user, password):
    def check(server, session, envelope, mechanism, data):
        right = (data.login.decode(), data.password.decode()) == (user, password)
        return AuthResult(success=right, handled=True if right else False)

    return check


async def serve(options):
    context = None
    if options.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(options.certificate, options.key)
    handler = Relay(options.directory)

    def session():
        more = {}
        if options.security == "starttls":
            more.update(tls_context=context, require_starttls=True)
        if options.user:
            more.update(
                authenticator=authenticator(options.user, options.password),
                auth_required=True,
                auth_require_tls=options.security == "starttls",
            )
        return SMTP(handler, hostname="relay.test", **more)

    server = await asyncio.get_running_loop().create_server(
        session, "127.0.0.1", 0, ssl=context if options.security == "tls" else None
    )
    print(f"listening on {server.sockets[0].getsockname()[1]}.", file=sys.stderr, flush=True)
    await server.serve_forever()


arguments = argparse.ArgumentParser()
arguments.add_argument("--directory", required=True)
arguments.add_argument("--security", choices=["none", "starttls", "tls"], default="none")
arguments.add_argument("--certificate")
arguments.add_argument("--key")
arguments.add_argument("--user")
arguments.add_argument("--password")
asyncio.run(serve(arguments.parse_args()))
