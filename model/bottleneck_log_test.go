package model

import (
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// testData is a file of real data, where it is at hand.
func testData(t *testing.T, path ...string) string {
	t.Helper()
	folder := os.Getenv("ALUR_TESTDATA")
	if folder == "" {
		folder = filepath.Join("..", "..", "shared", "data")
	}
	file := filepath.Join(append([]string{folder}, path...)...)
	if _, err := os.Stat(file); err != nil {
		t.Skipf("%s is not here", file)
	}
	return file
}

// loanWork are the work items of a bank, with the moments they were ready.
func loanWork(t *testing.T) []Attempt {
	t.Helper()
	file, err := os.Open(testData(t, "eventlogs", "bpic2012_a.csv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	plain, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(plain).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	moment := func(text string) time.Time {
		if text == "" {
			return time.Time{}
		}
		at, err := time.Parse(time.RFC3339Nano, text)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	var past []Attempt
	for _, row := range rows[1:] {
		past = append(past, Attempt{
			TaskRef: ref(row[0], row[1]), Process: "loan", Version: 1, Title: row[1], Kind: Do, State: Done,
			Ready: moment(row[2]), Begun: moment(row[3]), Ended: moment(row[4]), By: row[5],
		})
	}
	return past
}

// TestWaitingAgreesWithTheReference compares the waiting of a real log with
// figures that an independent program made.
func TestWaitingAgreesWithTheReference(t *testing.T) {
	data, err := os.ReadFile(testData(t, "eventlogs", "bpic2012_a.ready.expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Rows   int
		Totals struct{ Sum float64 } `json:"ready_to_start_all"`
		Steps  map[string]struct {
			Waiting struct {
				N   int
				Sum float64
				P50 float64
			} `json:"ready_to_start"`
			Work struct{ N int } `json:"start_to_complete"`
			// Share is of the waiting of all steps.
			Share float64 `json:"share_of_ready_waiting"`
		} `json:"by_activity"`
	}
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	past := loanWork(t)
	shop := &Shop{Settings: Settings{Zone: "UTC"}}
	b := FindBottlenecks(BottleneckInput{Now: time.Date(2012, 12, 31, 0, 0, 0, 0, time.UTC), Shop: shop, Past: slices.Values(past)})
	if len(past) != want.Rows || len(b.Steps) != len(want.Steps) {
		t.Fatalf("%d rows of %d, %d steps of %d", len(past), want.Rows, len(b.Steps), len(want.Steps))
	}
	var sum float64
	for _, s := range b.Steps {
		w := want.Steps[s.Step]
		if s.Usual.N != w.Waiting.N || s.Usual.N+s.Unknown != w.Work.N {
			t.Errorf("%s: %d waits and %d unknown, want %d and %d", s.Step, s.Usual.N, s.Unknown, w.Waiting.N, w.Work.N-w.Waiting.N)
		}
		if got := s.Usual.Time.Seconds(); math.Abs(got-w.Waiting.P50) > 0.001 {
			t.Errorf("%s: usual %v s, want %v", s.Step, got, w.Waiting.P50)
		}
		if got := s.Waited.Seconds(); math.Abs(got-w.Waiting.Sum) > 1e-6*w.Waiting.Sum {
			t.Errorf("%s: waited %v s, want %v", s.Step, got, w.Waiting.Sum)
		}
		if math.Abs(s.Share-w.Share) > 1e-6 {
			t.Errorf("%s: share %v, want %v", s.Step, s.Share, w.Share)
		}
		sum += s.Waited.Seconds()
	}
	if math.Abs(sum-want.Totals.Sum) > 1e-6*sum {
		t.Errorf("all waited %v s, want %v", sum, want.Totals.Sum)
	}
}
