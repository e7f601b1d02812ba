# Homebrew formula: dist/formula.sh fills in VERSION, REPOSITORY and the sums.
class Newsx < Formula
  desc "Extracts what news articles claim: events, actors, figures and quotes"
  homepage "REPOSITORY"
  version "VERSION"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "REPOSITORY/releases/download/vVERSION/newsx-aarch64-apple-darwin.tar.gz"
      sha256 "SUM_OF_AARCH64_APPLE_DARWIN"
    end
    on_intel do
      url "REPOSITORY/releases/download/vVERSION/newsx-x86_64-apple-darwin.tar.gz"
      sha256 "SUM_OF_X86_64_APPLE_DARWIN"
    end
  end

  on_linux do
    url "REPOSITORY/releases/download/vVERSION/newsx-x86_64-unknown-linux-musl.tar.gz"
    sha256 "SUM_OF_X86_64_UNKNOWN_LINUX_MUSL"
  end

  def install
    bin.install "newsx"
    man1.install "newsx.1"
    bash_completion.install "newsx.bash" => "newsx"
    zsh_completion.install "newsx.zsh" => "_newsx"
    fish_completion.install "newsx.fish"
  end

  test do
    (testpath/"a.txt").write "Rebels attacked the port of Kesh on Saturday, the army said."
    assert_match "attacked", shell_output("#{bin}/newsx extract -q a.txt -d 2025-07-21")
  end
end
