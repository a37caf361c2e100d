// Bench runs the benchmarks that stand behind the README's figures, one after
// the other, and prints them as its table: go run .bench/bench.go. Each figure
// comes with its peer of the same run, since rates of one machine mean little on
// another. -only NAME runs the rows whose measure has the word, -events N makes
// another history than a million.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
)

// row is one line of the table: which benchmark, and what of it is told.
type row struct {
	measure, pkg, bench, times string
	tells                      []tell
}

// tell is a metric of a benchmark, how it is called, and what is aimed at.
type tell struct{ unit, words, aim string }

func rows() []row {
	return []row{
		{"durable completion, one writer", "./store", "BenchmarkDurable", "300x", []tell{
			{"of-raw-overwrite", "of the rate of raw overwrite + fdatasync", "0.10"},
			{"of-bare-bbolt", "of the rate of a bare bbolt commit of the same writes", "0.77"},
			{"us-p99", "µs, the 99th of 100", ""},
			{"KiB-written/act", "KiB written an act", "46"},
		}},
		{"64 people through one program", "./store", "BenchmarkSixtyFour", "5000x", []tell{
			{"of-raw-append", "of the rate of raw append + fdatasync", "1.7"},
			{"ms-p99", "ms, the 99th of 100", "40"},
		}},
		{"a completion after archiving four fifths", "./store/backups", "BenchmarkArchived", "300x", []tell{
			{"of-before", "of the rate of before", "0.9"}, {"of-before-when-deleted", "of the rate of before where they are only deleted", ""},
			{"of-size", "of the size of before", ""},
		}},
		{"writers beside a hot backup", "./store/backups", "BenchmarkWorkBesideABackup", "1x", []tell{
			{"of-rate", "of their rate", "0.8"}, {"x-p99", "times their 99th of 100", "2"},
		}},
		{"the next task and its queue", "./store", "BenchmarkAMillionEvents/next", "200x", []tell{
			{"us/op", "µs", ""}, {"x-small-shop", "times as long as without a history", "1.2"},
		}},
		{"take and give back", "./store", "BenchmarkAMillionEvents/take", "100x", []tell{
			{"x-small-shop", "times as long as without a history", "1.2"},
		}},
		{"from opening to the first frame", "./ui/cli", "BenchmarkFirstFrame", "10x", []tell{
			{"ms/frame", "ms", "100"}, {"x-small-shop", "times as long as without a history", ""},
		}},
		{"from opening to the first frame, nothing of the file in memory", "./ui/cli", "BenchmarkFrameFromDisk", "10x", []tell{
			{"ms/frame", "ms", "100"},
		}},
		{"key press to frame", "./ui/cli", "BenchmarkKeyPress", "300x", nil},
		{"an act until it is drawn on another PC", "./ui/remote", "BenchmarkAnActOnAnotherScreen", "100x", nil},
		{"a hundred screens over SSH", "./ui/cli", "BenchmarkSessions", "1x", []tell{
			{"ms-p99", "ms from key press to frame, the 99th of 100", "25"}, {"B/key", "bytes a key press", "900"},
			{"MiB/session", "MiB a session", "2"}, {"%-of-a-core-idle", "% of a core while nobody presses a key", "5"},
		}},
		{"bottlenecks", "./ui/cli", "BenchmarkBottlenecksFrame", "1x", []tell{
			{"ms-first-frame", "ms to the first frame", "100"}, {"ms-30-days", "ms to the figures of 30 days", ""},
			{"ms-all", "ms to the figures of all time", ""}, {"MB-held", "MB in memory", "200"},
		}},
		{"the whole record, nothing of it in memory", "./ui/cli", "BenchmarkCold", "1x", []tell{
			{"x-reading-verify", "times as long as reading the file: audit verify", "1.5"},
			{"x-reading-export", "times as long as reading the file: export events", "1.5"},
		}},
		{"whole processes", "./ui/cli", "BenchmarkWholeProcess", "20x", nil},
		{"bottlenecks --log of a million rows", "./model/findings", "BenchmarkLog", "1x", []tell{
			{"x/csv", "times as long as encoding/csv reads the file", "3"},
		}},
		{"orders taken by webhook", "./ui/intake", "BenchmarkDeliveries", "500x", nil},
		{"ten years of a shop of ten", "./ui/cli", "BenchmarkTenYears", "1x", nil},
	}
}

func main() {
	only := flag.String("only", "", "only measures with this word")
	events := flag.Uint64("events", 1_000_000, "how many events the long history has")
	flag.Parse()
	if err := table(*only, *events); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// table prints the rows with a word, and goes on where one can't be measured.
func table(only string, events uint64) error {
	folder, err := os.MkdirTemp("", "alur-histories")
	if err != nil {
		return err
	}
	fmt.Println("| measure | seen | | aim |\n|---|---|---|---|")
	for _, r := range rows() {
		if !strings.Contains(r.measure, only) {
			continue
		}
		if rerr := r.run(os.Stdout, events, folder); rerr != nil {
			err = errors.Join(err, fmt.Errorf("%s: %w", r.measure, rerr))
		}
	}
	return errors.Join(err, os.RemoveAll(folder))
}

// run runs a benchmark and prints its lines of the table. The folder keeps the long
// histories from one to the next.
func (r row) run(to io.Writer, events uint64, folder string) error {
	cmd := exec.Command("go", "test", r.pkg, "-run", "xxx", "-bench", r.bench, "-benchtime", r.times, "-timeout", "0")
	cmd.Env = append(os.Environ(), "ALUR_EVENTS="+strconv.FormatUint(events, 10), "ALUR_HISTORIES="+folder)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	lines := bufio.NewScanner(bytes.NewReader(out))
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) < 4 || !strings.HasPrefix(fields[0], "Benchmark") {
			continue
		}
		name := r.measure
		if _, part, ok := strings.Cut(fields[0], "/"); ok {
			name += ", " + strings.ReplaceAll(part[:strings.LastIndexByte(part, '-')], "_", " ")
		}
		seen := map[string]string{}
		var order []tell
		for i := 2; i+1 < len(fields); i += 2 {
			seen[fields[i+1]] = fields[i]
			if unit := fields[i+1]; unit != "ns/op" && unit != "MB/s" {
				order = append(order, tell{unit: unit, words: unit})
			}
		}
		if r.tells != nil {
			order = r.tells
		}
		for _, t := range order {
			if value, ok := seen[t.unit]; ok {
				fmt.Fprintf(to, "| %s | %s | %s | %s |\n", name, value, t.words, t.aim)
			}
		}
	}
	return lines.Err()
}
