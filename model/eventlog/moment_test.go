package eventlog

import (
	"fmt"
	"strconv"
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"
)

// TestMomentsAsTheLibraryReadsThem compares the reading by hand with package
// time, over all the centuries a log can speak of.
func TestMomentsAsTheLibraryReadsThem(t *testing.T) {
	layouts := []struct {
		layout string
		order  DateOrder
		step   time.Duration
		zoned  bool
	}{
		{time.RFC3339Nano, DayFirst, 1, true},
		{"2006-01-02T15:04:05.000-0700", DayFirst, time.Millisecond, true},
		{"2006-01-02 15:04:05.000000-07:00", DayFirst, time.Microsecond, true},
		{"2006-01-02 15:04:05.999", DayFirst, time.Millisecond, false},
		{"2006-01-02T15:04:05", DayFirst, time.Second, false},
		{"2006-01-02T15:04:05Z07:00", DayFirst, time.Second, true},
		{"2006-01-02T15:04", DayFirst, time.Minute, false},
		{"2006/01/02 15:04:05", DayFirst, time.Second, false},
		{"2006-01-02", DayFirst, 24 * time.Hour, false},
		{"02.01.2006 15:04", DayFirst, time.Minute, false},
		{"2/1/2006 15:04:05", DayFirst, time.Second, false},
		{"1/2/2006 3:04:05 PM", MonthFirst, time.Second, false},
		{"02-01-2006 15:04:05.000", DayFirst, time.Millisecond, false},
	}
	jakarta, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	// One clock for many moments: it keeps what it has read last.
	clocks := map[string]*clock{}
	rapid.Check(t, func(t *rapid.T) {
		l := rapid.SampledFrom(layouts).Draw(t, "layout")
		loc := rapid.SampledFrom([]*time.Location{time.UTC, jakarta, time.FixedZone("", -5*3600-1800)}).Draw(t, "zone")
		at := time.Unix(rapid.Int64Range(-9e9, 9e9).Draw(t, "at"), rapid.Int64Range(0, 999999999).Draw(t, "ns")).In(loc)
		if rapid.Bool().Draw(t, "near") {
			at = time.Unix(rapid.Int64Range(1e9, 1e9+5e5).Draw(t, "at"), 0).In(loc)
		}
		text := at.Format(l.layout)
		want, err := time.ParseInLocation(l.layout, text, loc)
		if err != nil {
			t.Fatal(err)
		}
		key := fmt.Sprint(loc, l.order)
		if clocks[key] == nil {
			clocks[key] = &clock{loc: loc, order: l.order}
		}
		space := rapid.SampledFrom([]string{"", "", " "}).Draw(t, "space")
		got, ok := clocks[key].read([]byte(space + text + space))
		if !ok || got != want.UnixNano() {
			t.Fatalf("%q in %v: %v %v, want %v", text, loc, time.Unix(0, got).UTC(), ok, want.UTC())
		}
	})
}

func TestUnixTimesByTheirWidth(t *testing.T) {
	want := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	for _, n := range []int64{want.Unix(), want.UnixMilli(), want.UnixMicro(), want.UnixNano()} {
		if got, ok := (&clock{}).read([]byte(strconv.FormatInt(n, 10))); !ok || got != want.UnixNano() {
			t.Errorf("%d: %v %v", n, time.Unix(0, got).UTC(), ok)
		}
	}
}

func TestWhatIsNoTime(t *testing.T) {
	for _, text := range []string{
		"yesterday", "2026-02-30", "2026-13-01 10:00", "2026-01-01T25:00", "2026-01-01 10:60", "2026-01-01 13:00 PM", "2026-01-01T10:00+7",
		"2026-01-01T10:00+07:00x", "0001-01-01T00:00:00Z", "9999-12-31", "12", "1,5", "2026-01/01", "2026-1", "10:00", "31/02/2026", "2026-01-01 10:00.",
		"99999999999999999999", "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00T10:00:00Z", "2026-01-01T10:00:00\x00\x00\x00\x00\x00\x00", "2026-01-01T1:00:00:00Z",
		"2026-02-30T10:00:00Z", "2026-01-01T24:00:01Z", "2026-01-01T10:00:00+07.00", "1677-01-01T00:00:00Z",
		"2026-01-01x",
	} {
		if got, ok := (&clock{loc: time.UTC}).read([]byte(text)); ok {
			t.Errorf("%q is read as %v", text, time.Unix(0, got).UTC())
		}
	}
	if _, ok := (&clock{order: MonthFirst}).read([]byte("13/01/2026")); ok {
		t.Error("a thirteenth month")
	}
}

func FuzzMoment(f *testing.F) {
	for _, text := range []string{"2026-01-01T10:00:00.123+07:00", "1/2/26 3:04 PM", "1318150199578", "2026-01-01 24:00", "2026-01-01T10:00:00Z", "2026-01-01 10:00:00.5"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c := &clock{loc: time.UTC}
		at, ok := c.read([]byte(text))
		if ok && at == Unknown {
			t.Errorf("%q is read, and unknown", text)
		}
		// The quick way and the one that takes it apart are one.
		slowly, okSlowly := (&clock{loc: time.UTC}).read([]byte(" " + text))
		again, okAgain := c.read([]byte(text))
		if at != slowly || ok != okSlowly || at != again || ok != okAgain {
			t.Errorf("%q: %d %v, %d %v, again %d %v", text, at, ok, slowly, okSlowly, again, okAgain)
		}
	})
}
