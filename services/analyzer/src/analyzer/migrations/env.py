from common.stores.postgres.migrate import run_migrations

run_migrations()
