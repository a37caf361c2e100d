package model

import (
	"maps"
	"reflect"
	"slices"
	"time"
	"unicode/utf8"
)

// longestCurrency is in runes.
const longestCurrency = 12

func (s *shopwork) settings(next Settings) error {
	if err := needOwner(s.v, s.cmd); err != nil {
		return err
	}
	next = next.withDefaults()
	if err := next.Check(); err != nil {
		return err
	}
	var err error
	if next.Divisions, err = s.shop.checkDivisions(next); err != nil {
		return err
	}
	return s.emit(SettingsChanged{Settings: next, Before: s.shop.Settings})
}

// Same reports whether other settings say what these say.
func (s Settings) Same(other Settings) bool {
	return reflect.DeepEqual(s.withDefaults(), other.withDefaults())
}

// withDefaults fills in what a new shop has not said.
func (s Settings) withDefaults() Settings {
	s.Name = tidyName(s.Name)
	if s.Name == "" {
		s.Name = "alur"
	}
	if s.Lang == "" {
		s.Lang = English
	}
	if s.Zone == "" {
		s.Zone = DefaultZone
	}
	if s.Decimal == "" {
		s.Decimal = map[bool]string{true: ",", false: "."}[s.Lang == Indonesian]
	}
	s.Currency = tidyName(s.Currency)
	if s.Currency == "" {
		s.Currency = "Rp"
	}
	if s.CSVSeparator == "" {
		s.CSVSeparator = map[bool]string{true: ";", false: ","}[s.Decimal == ","]
	}
	if s.IdleLock == "" {
		s.IdleLock = "10m"
	}
	if s.InHand == 0 {
		s.InHand = 1
	}
	if s.ClaimsBack == "" {
		s.ClaimsBack = BackAtClosing
	}
	s.BackupFolder = tidyReason(s.BackupFolder)
	s.WakeOwner = tidyWake(s.WakeOwner)
	s.Hours = s.Hours.tidy()
	s.DivisionHours = tidyHours(s.DivisionHours)
	s.ImportMaps = tidyImportMaps(s.ImportMaps)
	return s
}

// Check refuses settings that no screen or figure could work with, with a
// *Refusal that says which.
func (s Settings) Check() error {
	if err := s.checkNames(); err != nil {
		return err
	}
	switch {
	case s.Lang != English && s.Lang != Indonesian:
		return badSetting(Say{EN: "The language is en or id", ID: "Bahasanya en atau id"}, string(s.Lang))
	case s.Decimal != "," && s.Decimal != ".":
		return badSetting(Say{EN: "The decimal sign is , or .", ID: "Tanda desimal adalah , atau ."}, s.Decimal)
	case s.CSVSeparator != "," && s.CSVSeparator != ";":
		return badSetting(Say{EN: "The separator is , or ;", ID: "Pemisahnya , atau ;"}, s.CSVSeparator)
	case s.InHand < 1 || s.InHand > 2:
		return badSetting(Say{EN: "A person has 1 or 2 tasks in hand", ID: "Satu orang memegang 1 atau 2 tugas"}, itoa(s.InHand))
	case s.ClaimsBack != BackAtClosing && s.ClaimsBack != BackNever:
		return badSetting(Say{EN: "Claims come back at closing or never", ID: "Tugas diambil kembali saat closing (tutup) atau never (tidak pernah)"}, s.ClaimsBack)
	}
	if span, err := ParseSpan(s.IdleLock); err != nil || span.Days > 0 || span.Time < time.Minute {
		return badSetting(Say{EN: "The idle lock is a length of time, such as 10 min or 1 hour", ID: "Kunci saat diam adalah lama waktu, seperti 10 menit atau 1 jam"}, s.IdleLock)
	}
	if err := s.checkImportMaps(); err != nil {
		return err
	}
	if err := s.Tell.check(); err != nil {
		return err
	}
	if err := s.checkWake(); err != nil {
		return err
	}
	return s.checkHours()
}

func badSetting(what Say, got any) error {
	return refuse("bad_setting", Say{EN: "%s, not %q.", ID: "%s, bukan %q."}, what, got)
}

// checkNames refuses a shop without a name, and one that fills the screens.
func (s Settings) checkNames() error {
	switch {
	case saysNothing(s.Name):
		return refuse("missing_name", Say{EN: "The shop needs a name.", ID: "Toko perlu nama."})
	case utf8.RuneCountInString(s.Name) > longestName:
		return refuse("long_name", Say{
			EN: "The name of the shop is too long: %d letters at most.",
			ID: "Nama toko terlalu panjang: paling banyak %d huruf.",
		}, longestName)
	case saysNothing(s.Currency) || utf8.RuneCountInString(s.Currency) > longestCurrency:
		return badSetting(Say{EN: "The currency is a sign of at most 12 letters, such as Rp", ID: "Mata uang adalah tanda paling banyak 12 huruf, misalnya Rp"}, shorten(s.Currency))
	}
	return nil
}

// checkHours refuses hours of the shop or of a division that can't be meant;
// a division without any goes by those of the shop.
func (s Settings) checkHours() error {
	if s.Hours.noWeek() {
		return s.Hours.Check()
	}
	hours := []Hours{s.Hours}
	for _, division := range slices.Sorted(maps.Keys(s.DivisionHours)) {
		if err := checkDivisionID(division); err != nil {
			return err
		}
		hours = append(hours, s.DivisionHours[division])
	}
	for _, h := range hours {
		if err := checkHours(h, s.Zone); err != nil {
			return err
		}
	}
	return nil
}

// checkHours refuses hours that nothing can be reckoned in.
func checkHours(h Hours, zone string) error {
	if _, err := NewCalendar(h, zone); err != nil {
		if Refused(err) != nil {
			return err
		}
		return refuse("bad_hours", Say{
			EN: "The hours or the time zone can't be used: %s.",
			ID: "Jam buka atau zona waktu tidak bisa dipakai: %s.",
		}, err.Error())
	}
	return h.overlapping(true)
}
