# Shared by run, test and load: restores and builds what is missing or older than its sources. Sourced with the repository as the working folder.

need() {
    command -v "$1" >/dev/null || { echo "$1 is needed: $2" >&2; exit 1; }
}

need dotnet ".NET SDK 10, https://dotnet.microsoft.com/download"
need npm "Node.js 20 or newer with npm, https://nodejs.org"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# quietly COMMAND...: shows what it prints only when it fails.
quietly() {
    local log
    log=$(mktemp)
    if ! "$@" >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        exit 1
    fi
    rm -f "$log"
}

# npm_ci FOLDER: installs exactly what the lock file says, once per lock file.
npm_ci() {
    local stamp="$1/node_modules/.installed"
    if [ ! -f "$stamp" ] || [ "$1/package-lock.json" -nt "$stamp" ]; then
        echo "installing npm packages of $1"
        quietly npm --prefix "$1" ci --no-audit --no-fund
        touch "$stamp"
    fi
}

# The ClickHouse engine (libchdb) that services/Local embeds.
prepare_engine() { npm_ci services/Local/EmbeddedClickHouse; }

# The pages, from gateway/web into gateway/wwwroot.
prepare_pages() {
    npm_ci gateway/web
    local built=gateway/wwwroot/index.html
    if [ ! -f "$built" ] || [ -n "$(find gateway/web contracts/openapi -newer "$built" -type f -not -path '*/node_modules/*' -not -path '*/generated/*' -print -quit)" ]; then
        echo "building the pages"
        quietly npm --prefix gateway/web run build --silent
        touch "$built"
    fi
}

build_local() {
    echo "building the services"
    quietly dotnet build services/Local/Local.csproj -c Release --nologo -v quiet
}
