#!/bin/sh
# Runs once, when the database is made: the login of the application, which owns nothing.
set -eu
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" \
  --set=password="$SANDTABLE_DB_PASSWORD" <<'SQL'
create role sandtable_login login password :'password';
SQL
