// Release builds alur for every system a shop may have and packs each program
// with its README into an archive, beside a list of checksums:
//
//	go run .release/release.go -o DIR
//
// It needs nothing but Go, on any system. The archives are the same, byte for
// byte, whoever builds the same commit with the same Go: names are sorted,
// times are the commit's, and the programs carry no path of the machine.
package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// targets are the systems of the shops: old Windows PCs first.
func targets() []string {
	return []string{
		"windows/amd64", "windows/386", "windows/arm64",
		"linux/amd64", "linux/386", "linux/arm64", "linux/arm",
		"darwin/amd64", "darwin/arm64",
	}
}

func main() {
	out := flag.String("o", "", "the folder the archives are written to (made where it is missing)")
	only := flag.String("only", "", "one target, such as windows/386 (else all)")
	flag.Parse()
	if *out == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := release(*out, *only); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func release(out, only string) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	at, err := commitTime()
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "alur-release-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	var sums strings.Builder
	made := 0
	for _, target := range targets() {
		if only != "" && only != target {
			continue
		}
		name, err := pack(out, work, target, at)
		if err != nil {
			return fmt.Errorf("%s: %w", target, err)
		}
		sum, size, err := checksum(filepath.Join(out, name))
		if err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%s  %s\n", sum, name)
		fmt.Printf("%-28s %5.1f MB\n", name, float64(size)/1e6)
		made++
	}
	if made == 0 {
		return fmt.Errorf("no target is called %q; there are %s", only, strings.Join(targets(), ", "))
	}
	return os.WriteFile(filepath.Join(out, "SHA256SUMS"), []byte(sums.String()), 0o644)
}

// commitTime is the time of the commit that is built, in UTC.
func commitTime() (time.Time, error) {
	text, err := exec.Command("git", "log", "-1", "--format=%ct").Output()
	if err != nil {
		return time.Time{}, fmt.Errorf("ask git for the time of the commit: %w", err)
	}
	seconds, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
	return time.Unix(seconds, 0).UTC(), err
}

// pack builds one target and writes its archive; it returns the archive's
// name.
func pack(out, work, target string, at time.Time) (string, error) {
	system, arch, _ := strings.Cut(target, "/")
	program := "alur"
	if system == "windows" {
		program = "alur.exe"
	}
	built := filepath.Join(work, system+"-"+arch, program)
	// The version comes from the commit by itself; see alur version.
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=true", "-ldflags=-s -w", "-o", built, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system, "GOARCH="+arch, "GOFLAGS=")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return "", err
	}
	folder := "alur-" + system + "-" + arch
	files := []entry{{built, folder + "/" + program, 0o755}, {"README.md", folder + "/README.md", 0o644}}
	name := folder + ".tar.gz"
	write := writeTar
	if system == "windows" {
		name, write = folder+".zip", writeZip
	}
	f, err := os.Create(filepath.Join(out, name))
	if err != nil {
		return "", err
	}
	return name, errors.Join(write(f, files, at), f.Close())
}

// entry is one file of an archive.
type entry struct {
	path, name string
	mode       int64
}

func writeTar(w io.Writer, files []entry, at time.Time) error {
	packed := gzip.NewWriter(w)
	archive := tar.NewWriter(packed)
	for _, e := range files {
		text, err := os.ReadFile(e.path)
		if err != nil {
			return err
		}
		head := &tar.Header{Name: e.name, Mode: e.mode, Size: int64(len(text)), ModTime: at, Format: tar.FormatPAX}
		if err := archive.WriteHeader(head); err != nil {
			return err
		}
		if _, err := archive.Write(text); err != nil {
			return err
		}
	}
	return errors.Join(archive.Close(), packed.Close())
}

func writeZip(w io.Writer, files []entry, at time.Time) error {
	archive := zip.NewWriter(w)
	for _, e := range files {
		text, err := os.ReadFile(e.path)
		if err != nil {
			return err
		}
		head := &zip.FileHeader{Name: e.name, Method: zip.Deflate, Modified: at}
		head.SetMode(os.FileMode(e.mode))
		part, err := archive.CreateHeader(head)
		if err != nil {
			return err
		}
		if _, err := part.Write(text); err != nil {
			return err
		}
	}
	return archive.Close()
}

func checksum(path string) (sum string, size int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	h := sha256.New()
	size, err = io.Copy(h, f)
	return fmt.Sprintf("%x", h.Sum(nil)), size, err
}
