"""OpenStack Swift on loopback ports, in one folder: `swift-server.py FOLDER PROXY_PORT`. Prints `ready` when it answers.

Swift is a real object store with an S3 interface (s3api), from Debian. Here it has one disk and no copies; the four servers are
processes of their own, as in production, and end with this one.
"""
import os
import signal
import socket
import sys
import time

FOLDER, PROXY_PORT = sys.argv[1], int(sys.argv[2])


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def write(name, text):
    path = os.path.join(FOLDER, name)
    with open(path, "w") as file:
        file.write(text)
    return path


def ring(kind, port):
    from swift.common.ring import RingBuilder

    builder = RingBuilder(2, 1, 1)
    builder.add_dev({"id": 0, "region": 1, "zone": 1, "ip": "127.0.0.1", "port": port, "device": "disk", "weight": 1.0})
    builder.rebalance()
    builder.get_ring().save(os.path.join(FOLDER, kind + ".ring.gz"))


def serve(conf, section):
    import swift.common.utils as utils

    # Its own configuration file is looked for under /etc; the only thing that it must say is this.
    utils.HASH_PATH_SUFFIX = b"test"
    from swift.common.wsgi import run_wsgi

    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    print(section, file=sys.stderr)
    sys.exit(run_wsgi(conf, section))


DEFAULT = "[DEFAULT]\nbind_ip = 127.0.0.1\nbind_port = {port}\nswift_dir = {folder}\nuser = {user}\nworkers = 0\nlog_level = ERROR\n"
BACKEND = DEFAULT + "devices = {folder}/devices\nmount_check = false\n[pipeline:main]\npipeline = {kind}-server\n[app:{kind}-server]\nuse = egg:swift#{kind}\n"
PROXY = (
    DEFAULT
    + "[pipeline:main]\npipeline = catch_errors cache s3api tempauth proxy-server\n"
    + "[app:proxy-server]\nuse = egg:swift#proxy\nallow_account_management = true\naccount_autocreate = true\n"
    + "[filter:catch_errors]\nuse = egg:swift#catch_errors\n"
    + "[filter:cache]\nuse = egg:swift#memcache\nmemcache_servers = 127.0.0.1:1\n"
    + "[filter:s3api]\nuse = egg:swift#s3api\ns3_acl = true\nlocation = us-east-1\n"
    + "[filter:tempauth]\nuse = egg:swift#tempauth\nuser_test_keeper = keeping .admin\nuser_test_reader = reading\n"
)

os.makedirs(os.path.join(FOLDER, "devices", "disk"), exist_ok=True)
user = __import__("pwd").getpwuid(os.geteuid()).pw_name
jobs = []
for kind in ("account", "container", "object"):
    port = free_port()
    ring(kind, port)
    text = BACKEND.format(port=port, folder=FOLDER, user=user, kind=kind)
    jobs.append((write(kind + ".conf", text), kind + "-server"))
jobs.append((write("proxy.conf", PROXY.format(port=PROXY_PORT, folder=FOLDER, user=user)), "proxy-server"))

children = []
for conf, section in jobs:
    child = os.fork()
    if child == 0:
        serve(conf, section)
    children.append(child)


def stop(*_):
    for child in children:
        os.kill(child, signal.SIGKILL)
    os._exit(0)


signal.signal(signal.SIGTERM, stop)
deadline = time.monotonic() + 60
while time.monotonic() < deadline:
    try:
        socket.create_connection(("127.0.0.1", PROXY_PORT), 1).close()
        break
    except OSError:
        time.sleep(0.1)
print("ready", flush=True)
sys.stdin.read()  # whoever started it holds the other end: when that is gone, so are we
stop()
