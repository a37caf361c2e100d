package findings_test

import (
	"testing"
	"time"

	"alur/model"
	"alur/model/findings"
)

// TestLasting: a length of time is told in what people count it in, also one of
// centuries, as all waiting of ten years together is.
func TestLasting(t *testing.T) {
	const hour, year = 3600.0, 365 * 86400.0
	nine := model.Hours{}
	for day := range nine.Week {
		nine.Week[day] = []model.Slot{{Open: "08:00", Close: "17:00"}}
	}
	cal, err := model.NewCalendar(nine, "Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		seconds float64
		cal     *model.Calendar
		want    string
	}{
		{59, nil, "less than a minute"},
		{90 * 60, nil, model.Span{Time: 90 * time.Minute}.In(model.English)},
		{47 * hour, nil, model.Span{Time: 47 * time.Hour}.In(model.English)},
		{60 * hour, nil, "3 days"},
		{18 * hour, cal, "2 opening days"},
		{400 * year, nil, "146000 days"},
		{900 * hour * 1000, cal, "100000 opening days"},
		{3000 * year, cal, "2920000 opening days"},
	} {
		if got := findings.Lasting(tt.seconds, tt.cal).In(model.English); got != tt.want {
			t.Errorf("%v s last %q, want %q", tt.seconds, got, tt.want)
		}
	}
}
