from common.postgres.migrate import run_migrations

run_migrations()
