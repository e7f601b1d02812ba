# Homebrew formula: dist/formula.sh fills in VERSION, REPOSITORY and the sums.
# Prints the Homebrew formula of a release: newsx.rb with the version and repository of Cargo.toml, and with the sums of
# the archives in target/archives (or the folder that is named), one `.sha256` file for each target.
set -eu
cd "$(dirname "$0")/.."
archives=${1:-target/archives}
field() { sed -n "s/^$1 = \"\(.*\)\"/\1/p" Cargo.toml | head -n 1; }
formula=$(sed -e "s|REPOSITORY|$(field repository)|" -e "s|VERSION|$(field version)|" dist/newsx.rb)
for target in aarch64-apple-darwin x86_64-apple-darwin x86_64-unknown-linux-musl; do
    name=SUM_OF_$(echo "$target" | tr a-z- A-Z_)
    sum=$(cut -d ' ' -f 1 "$archives/newsx-$target.tar.gz.sha256")
    formula=$(echo "$formula" | sed "s|$name|$sum|")
done
echo "$formula"
