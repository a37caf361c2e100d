package model

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// testdata is a file of the real data beside the project; the test is skipped
// where it is not there.
func testdata(t *testing.T, parts ...string) []byte {
	t.Helper()
	root := os.Getenv("ALUR_TESTDATA")
	if root == "" {
		root = filepath.Join("..", "..", "shared", "data")
	}
	data, err := os.ReadFile(filepath.Join(append([]string{root}, parts...)...))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the real data is not beside the project; set ALUR_TESTDATA")
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestOpeningTimeAgreesWithTheVectors compares with durations that pm4py and
// a brute-force program agree on.
func TestOpeningTimeAgreesWithTheVectors(t *testing.T) {
	var vectors struct {
		Hours []struct {
			Calendar string   `json:"calendar"`
			Slots    [][2]int `json:"slots_s_since_monday"`
			Start    string   `json:"start"`
			End      string   `json:"end"`
			Seconds  float64  `json:"seconds"`
		} `json:"business_hours"`
	}
	if err := json.Unmarshal(testdata(t, "eventlogs", "vectors.json"), &vectors); err != nil {
		t.Fatal(err)
	}
	if len(vectors.Hours) != 42 {
		t.Fatalf("%d vectors of opening hours, not 42", len(vectors.Hours))
	}
	for _, v := range vectors.Hours {
		c := &Calendar{loc: time.UTC}
		for _, slot := range v.Slots {
			c.addSeconds(slot[0], slot[1])
		}
		c.finish()
		if got := c.Working(at(t, v.Start), at(t, v.End)).Seconds(); got != v.Seconds {
			t.Errorf("%s, %s to %s: %g s, want %g", v.Calendar, v.Start, v.End, got, v.Seconds)
		}
	}
}

// addSeconds adds a slot that may cross midnight and the end of the week, in
// seconds since Monday.
func (c *Calendar) addSeconds(from, to int) {
	for from < to {
		day := from / 86400
		end := min(to, (day+1)*86400)
		c.week[day%7] = append(c.week[day%7], minutes{from % 86400 / 60, (end - day*86400) / 60})
		from = end
	}
}

func at(t *testing.T, text string) time.Time {
	t.Helper()
	for _, form := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04:05.999999"} {
		if v, err := time.Parse(form, text); err == nil {
			return v
		}
	}
	t.Fatalf("no time: %s", text)
	return time.Time{}
}

func officeHours() Hours {
	var h Hours
	for day := range 5 {
		h.Week[day] = []Slot{{Open: "07:00", Close: "17:00"}}
	}
	return h
}

func calendarIn(t testing.TB, h Hours, zone string) *Calendar {
	t.Helper()
	c, err := NewCalendar(h, zone)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTheClocksChange(t *testing.T) {
	h := Hours{}
	for day := range 7 {
		h.Week[day] = []Slot{{Open: "00:00", Close: "24:00"}}
	}
	c := calendarIn(t, h, "Europe/Berlin")
	for _, tt := range []struct {
		day  string
		want time.Duration
	}{{"2026-03-29", 23 * time.Hour}, {"2026-10-25", 25 * time.Hour}, {"2026-11-23", 24 * time.Hour}} {
		day, err := time.ParseInLocation(time.DateOnly, tt.day, c.Location())
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Working(day, day.AddDate(0, 0, 1)); got != tt.want {
			t.Errorf("%s has %v, want %v", tt.day, got, tt.want)
		}
	}
	from := time.Date(2026, 3, 1, 12, 0, 0, 0, c.Location())
	to := time.Date(2026, 11, 1, 12, 0, 0, 0, c.Location())
	if got, want := c.Working(from, to), to.Sub(from); got != want {
		t.Errorf("over both changes %v, want %v", got, want)
	}
}

func TestHolidaysNightsAndClosures(t *testing.T) {
	h := officeHours()
	h.Closed = []string{"2026-12-25", "2026-12-25"}
	c := calendarIn(t, h, "Asia/Jakarta")
	thu := time.Date(2026, 12, 24, 16, 0, 0, 0, c.Location())
	mon := time.Date(2026, 12, 28, 8, 0, 0, 0, c.Location())
	if got := c.Working(thu, mon); got != 2*time.Hour {
		t.Errorf("over Christmas %v, want 2 h", got)
	}
	if got := c.AddDays(thu, 1).In(c.Location()).Format("Mon 15:04"); got != "Mon 16:00" {
		t.Errorf("an open day after Thursday is %s", got)
	}
	if got := c.Add(thu, 2*time.Hour); !got.Equal(mon) {
		t.Errorf("two open hours after Thursday 16:00 is %v", got)
	}
	bar := calendarIn(t, Hours{Week: [7][]Slot{6: {{Open: "18:00", Close: "02:00"}}}}, "Asia/Jakarta")
	sun := time.Date(2026, 11, 22, 12, 0, 0, 0, c.Location())
	if got := bar.Working(sun, sun.AddDate(0, 0, 1)); got != 8*time.Hour {
		t.Errorf("the night of the bar has %v", got)
	}
	never := calendarIn(t, Hours{}, "UTC")
	if got := never.Working(sun, sun.AddDate(0, 0, 1)); got != 24*time.Hour {
		t.Errorf("a shop that never opens counts %v a day", got)
	}
}

// TestReckoningIsWhatWalkingGives holds Working and Add against a walk minute
// by minute, over zones with and without changes of the clocks.
func TestReckoningIsWhatWalkingGives(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		h := Hours{Closed: []string{"2026-03-30", "2026-10-26"}}
		for day := range 7 {
			if rapid.Bool().Draw(rt, "opens") {
				from := rapid.IntRange(0, 22).Draw(rt, "from")
				to := rapid.IntRange(from+1, 24).Draw(rt, "to")
				h.Week[day] = []Slot{{Open: clockOf(from), Close: clockOf(to)}}
			}
		}
		zone := rapid.SampledFrom([]string{"Asia/Jakarta", "Europe/Berlin", "America/New_York"}).Draw(rt, "zone")
		c := calendarIn(t, h, zone)
		a := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 365*24*60).Draw(rt, "a")) * time.Minute)
		b := a.Add(time.Duration(rapid.IntRange(0, 30*24*60).Draw(rt, "b")) * time.Minute)
		want := time.Duration(0)
		for m := a; m.Before(b); m = m.Add(time.Minute) {
			if c.IsOpen(m) {
				want += time.Minute
			}
		}
		if got := c.Working(a, b); got != want {
			rt.Fatalf("%s: %v to %v is %v, walking gives %v", zone, a, b, got, want)
		}
		if end := c.Add(a, want); want > 0 && c.Working(a, end) != want {
			rt.Fatalf("%v after %v is %v, which is %v later", want, a, end, c.Working(a, end))
		}
	})
}

func clockOf(hour int) string {
	if hour == 24 {
		return "24:00"
	}
	return time.Date(2026, 1, 1, hour, 0, 0, 0, time.UTC).Format("15:04")
}

func TestDueTimes(t *testing.T) {
	c := calendarIn(t, officeHours(), "Asia/Jakarta")
	// Friday, 20 November 2026.
	friday := func(clock string) time.Time {
		v, err := time.ParseInLocation("2006-01-02 15:04", "2026-11-20 "+clock, c.Location())
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, tt := range []struct{ due, ready, field, want string }{
		{"4h", "09:00", "", "Fri 13:00"},
		{"4h", "15:00", "", "Mon 09:00"},
		{"1d", "15:00", "", "Mon 15:00"},
		{"1d4h", "15:00", "", "Tue 09:00"},
		{"16:00", "15:00", "", "Fri 16:00"},
		{"16:00", "16:30", "", "Mon 16:00"},
		{"next workday 10:00", "08:00", "", "Mon 10:00"},
		{"delivery", "08:00", "2026-11-25", "Wed 17:00"},
		{"delivery - 1d", "08:00", "2026-11-23", "Fri 17:00"},
	} {
		due, err := ParseDue(tt.due)
		if err != nil {
			t.Fatal(err)
		}
		if got := due.At(friday(tt.ready), tt.field, c).In(c.Location()).Format("Mon 15:04"); got != tt.want {
			t.Errorf("%s from Friday %s is due %s, want %s", tt.due, tt.ready, got, tt.want)
		}
	}
	for _, bad := range []string{"", "soon enough", "25:00", "delivery - 2h", "-1d", "4x"} {
		if _, err := ParseDue(bad); Refused(err) == nil {
			t.Errorf("%q was taken as a due time", bad)
		}
	}
}

func TestSpansAreSaidAndRead(t *testing.T) {
	for _, tt := range []struct{ text, en, id string }{
		{"15m", "15 min", "15 mnt"}, {"2h10m", "2 h 10 min", "2 j 10 mnt"}, {"6d", "6 days", "6 hari"}, {"1d", "1 day", "1 hari"}, {"0m", "0 min", "0 mnt"},
	} {
		s, err := ParseSpan(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		if s.String() != tt.text || s.In(English) != tt.en || s.In(Indonesian) != tt.id {
			t.Errorf("%s: %s, %s, %s", tt.text, s, s.In(English), s.In(Indonesian))
		}
	}
}
