package model

import "testing"

func TestScheduleInWords(t *testing.T) {
	for _, c := range []struct {
		s      Schedule
		en, id string
	}{
		{Schedule{}, "", ""},
		{Schedule{Every: EveryDay}, "every day when the shop opens", "setiap hari saat toko buka"},
		{Schedule{Every: EveryWeekday, At: "09:00"}, "Monday to Friday at 09:00", "Senin sampai Jumat pukul 09:00"},
		{Schedule{Every: EveryWeek, At: "09:00"}, "every week on Monday at 09:00", "setiap minggu Senin pukul 09:00"},
		{Schedule{Every: EveryWeek, On: "fri", IfClosed: BeforeIfClosed}, "every week on Friday when the shop opens; on a closed day the open day before", "setiap minggu Jumat saat toko buka; bila tutup, hari buka sebelumnya"},
		{Schedule{Every: EveryMonth, On: "last workday", At: "16:00"}, "every month on the last workday at 16:00", "setiap bulan hari kerja terakhir pukul 16:00"},
		{Schedule{Every: EveryQuarter, On: "15", IfClosed: SkipIfClosed}, "every quarter on day 15 when the shop opens; not on a closed day", "setiap triwulan tanggal 15 saat toko buka; tidak pada hari tutup"},
	} {
		if en, id := c.s.Words().In(English), c.s.Words().In(Indonesian); en != c.en || id != c.id {
			t.Errorf("%+v: %q, %q; want %q, %q", c.s, en, id, c.en, c.id)
		}
	}
}
