package model

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"testing"
	"time"

	"alur/model/stats"
)

// dayHours are the same hours on every day of the week.
func dayHours(open, closes string) Hours {
	var h Hours
	for day := range h.Week {
		h.Week[day] = []Slot{{Open: open, Close: closes}}
	}
	return h
}

func TestHoursOfAPersonADivisionAndTheShop(t *testing.T) {
	w := newWorld(t)
	settings := w.shop.Settings
	settings.Hours.Closed = []string{"2026-12-25"}
	bandung := dayHours("10:00", "20:00")
	bandung.Closed = []string{"2026-11-24"}
	settings.DivisionHours = map[string]Hours{"Bandung": bandung, "Bogor": {Closed: []string{"2026-11-25"}}, "Depok": {}}
	w.must("hendra", ChangeSettings{Settings: settings})
	if _, kept := w.shop.DivisionHours["Depok"]; kept {
		t.Error("a division without hours is kept")
	}
	sari := *w.shop.People["sari"]
	sari.Division, sari.Hours = "Bandung", dayHours("12:00", "16:00")
	w.must("hendra", ChangePerson{Person: sari})
	budi := *w.shop.People["budi"]
	budi.Division = "Bandung"
	w.must("hendra", ChangePerson{Person: budi})

	loc, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		division, person, day string
		hours                 time.Duration
	}{
		{"", "", "2026-11-23", 9 * time.Hour},
		{"nowhere", "nobody", "2026-11-23", 9 * time.Hour},
		{"Bandung", "", "2026-11-23", 10 * time.Hour},
		{"Bandung", "", "2026-11-24", 0}, // The closed day of the division.
		{"Bandung", "", "2026-12-25", 0}, // The holiday of the shop.
		{"", "", "2026-11-24", 9 * time.Hour},
		{"Bogor", "", "2026-11-23", 9 * time.Hour}, // The week of the shop.
		{"Bogor", "", "2026-11-25", 0},
		{"", "sari", "2026-11-23", 4 * time.Hour},
		{"", "sari", "2026-11-24", 0},
		{"", "budi", "2026-11-23", 10 * time.Hour},
		{"", "dewi", "2026-11-23", 9 * time.Hour},
	} {
		cal, err := w.shop.CalendarFor(tt.division, tt.person)
		if err != nil {
			t.Fatal(err)
		}
		day, err := time.ParseInLocation(time.DateOnly, tt.day, loc)
		if err != nil {
			t.Fatal(err)
		}
		if got := cal.Working(day, day.AddDate(0, 0, 1)); got != tt.hours {
			t.Errorf("%q %q %s: %v, want %v", tt.division, tt.person, tt.day, got, tt.hours)
		}
	}
	broken := settings
	broken.DivisionHours = map[string]Hours{"Bandung": dayHours("eight", "five")}
	w.refused("hendra", ChangeSettings{Settings: broken}, "bad_hours")
	sari.Hours = dayHours("08:00", "08:00")
	w.refused("hendra", ChangePerson{Person: sari}, "bad_hours")
}

// TestHoursThatCantBeMeant: a shop whose last open day was closed went by the
// usual hours from then on, and said so nowhere.
func TestHoursThatCantBeMeant(t *testing.T) {
	w := newWorld(t)
	settings := w.shop.Settings
	settings.Hours = Hours{}
	w.refused("hendra", ChangeSettings{Settings: settings}, "never_open")
	settings.Hours = Hours{Closed: []string{"2026-12-25"}}
	w.refused("hendra", ChangeSettings{Settings: settings}, "never_open")
	settings.Hours = DefaultHours()
	twice := DefaultHours()
	twice.Week[0] = []Slot{{Open: "08:00", Close: "12:00"}, {Open: "11:00", Close: "13:00"}}
	settings.DivisionHours = map[string]Hours{"Bandung": twice}
	w.refused("hendra", ChangeSettings{Settings: settings}, "bad_hours")
	sari := *w.shop.People["sari"]
	sari.Hours = twice
	w.refused("hendra", ChangePerson{Person: sari}, "bad_hours")

	for _, tt := range []struct{ text, says string }{
		{"mon-sun closed", "At least one day has to be open. To close for some days, write them as closed days, with their dates."},
		{"mon 08:00-12:00,11:00-13:00", "mon 08:00-12:00 and mon 11:00-13:00 overlap. Write one after the other, as in 08:00-12:00,13:00-17:00."},
		{"tue-wed 13:00-17:00,13:00-17:00", "tue 13:00-17:00 and tue 13:00-17:00 overlap. Write one after the other, as in 08:00-12:00,13:00-17:00."},
		{"mon 20:00-04:00 tue 02:00-10:00", "mon 20:00-04:00 and tue 02:00-10:00 overlap. Write one after the other, as in 08:00-12:00,13:00-17:00."},
		{"sun 20:00-04:00 mon 02:00-10:00", "sun 20:00-04:00 and mon 02:00-10:00 overlap. Write one after the other, as in 08:00-12:00,13:00-17:00."},
		{"sen 13:00-17:00,08:00-12:00,16:00-18:00", "mon 13:00-17:00 and mon 16:00-18:00 overlap. Write one after the other, as in 08:00-12:00,13:00-17:00."},
		{"mon 13:00-17:00,08:00-13:00", ""},
		{"mon-sun 08:00-08:30,20:00-08:00", ""},
		{"mon-sun 00:00-24:00", ""},
	} {
		says := ""
		if _, err := ParseHours(tt.text, Hours{}); err != nil {
			says = err.Error()
		}
		if says != tt.says {
			t.Errorf("%s: says %q", tt.text, says)
		}
		p := onlineOrder()
		p.Hours = tt.text
		if _, faults := Compile(p); len(faults) > 0 != (tt.says != "") {
			t.Errorf("a process with %s: %v", tt.text, faults)
		}
	}
}

// TestACaseGoesByTheHoursOfItsDivision compares the same order in the shop
// and in a division that opens later and longer.
func TestACaseGoesByTheHoursOfItsDivision(t *testing.T) {
	w := newWorld(t)
	settings := w.shop.Settings
	settings.DivisionHours = map[string]Hours{"Bandung": dayHours("13:00", "23:00")}
	w.must("hendra", ChangeSettings{Settings: settings})
	w.publish(onlineOrder())
	w.order("A-1", "cod")
	w.must("dewi", StartCase{Process: "online-order", Division: "Bandung", Fields: orderFields("A-2", "cod")})
	here, there := w.cases["online-order-1"], w.cases["online-order-2"]
	cal, err := w.shop.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	clock := func(at time.Time) string { return at.In(cal.Location()).Format("Mon 15:04") }
	// Six open days: the shop is closed on Sundays, Bandung is not.
	if clock(here.Promise) != "Mon 08:00" || clock(there.Promise) != "Sun 08:00" {
		t.Errorf("promised for %s and %s", clock(here.Promise), clock(there.Promise))
	}
	due, slack := map[string]string{}, map[string]time.Duration{}
	for _, i := range w.queue("sari").Items {
		due[i.Case], slack[i.Case] = clock(i.DueAt), i.Slack
	}
	if due[here.ID] != "Mon 10:00" || due[there.ID] != "Mon 15:00" {
		t.Errorf("due %v", due)
	}
	if slack[here.ID] == slack[there.ID] {
		t.Errorf("the slack of both is %v", slack[here.ID])
	}
}

// TestQuantilesAgreeWithTheVectors compares what is usual and slow with the
// type 7 quantiles of the vectors.
func TestQuantilesAgreeWithTheVectors(t *testing.T) {
	var vectors struct {
		Quantiles []struct {
			X     []float64          `json:"x"`
			Type7 map[string]float64 `json:"type7"`
		} `json:"quantiles"`
	}
	if err := json.Unmarshal(testdata(t, "eventlogs", "vectors.json"), &vectors); err != nil {
		t.Fatal(err)
	}
	if len(vectors.Quantiles) != 7 {
		t.Fatalf("%d vectors of quantiles, not 7", len(vectors.Quantiles))
	}
	seconds := func(s float64) time.Duration { return time.Duration(math.Round(s * 1e9)) }
	for _, v := range vectors.Quantiles {
		var sorted []time.Duration
		for _, s := range v.X {
			sorted = append(sorted, seconds(s))
		}
		slices.Sort(sorted)
		for text, want := range v.Type7 {
			p, err := strconv.ParseFloat(text, 64)
			if err != nil {
				t.Fatal(err)
			}
			if got := stats.Quantile7(sorted, p); (got - seconds(want)).Abs() > time.Millisecond {
				t.Errorf("%v of %d values: %v, want %v", p, len(sorted), got, seconds(want))
			}
		}
	}
}
