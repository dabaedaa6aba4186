#!/bin/sh
# Runs once, when the data folder is made: a database and its owner for each service, closed to the others.
set -eu
psql -v ON_ERROR_STOP=1 --dbname postgres --command 'REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC'
for service in profile behavior decisioning consent messaging experimentation partners; do
  password=$(cat "/run/secrets/postgres/$service")
  psql -v ON_ERROR_STOP=1 -v service="$service" -v password="$password" --dbname postgres <<'SQL'
CREATE ROLE :"service" LOGIN PASSWORD :'password';
CREATE DATABASE :"service" OWNER :"service";
REVOKE ALL ON DATABASE :"service" FROM PUBLIC;
\connect :"service"
CREATE EXTENSION IF NOT EXISTS pg_trgm;
SQL
done
