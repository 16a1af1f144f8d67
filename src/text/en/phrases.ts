import type { phrases as source } from '../sv/phrases.ts'

export const phrases: Record<keyof typeof source, string> = {
  order:
    'to_email to_mail can_email invite_all invite_everyone verify send want_to_send please_send send_out send_to make_a_send do_a_send new_send make_a_mailing do_a_mailing new_mailing blast fire_off',
  where: 'where wheres',
  know: 'know details',
  me: 'me my mine myself im ive id',
  who: 'who whos whom which whose people persons person employee employees staff colleagues those them team_members members workers staffers anyones someones',
  all: 'whole_of all everything everyone everybody every_one whole_company entire whole_team whole_office all_of_them whole_list each',
  how: 'how hows',
  many: 'many much count amount how_big quantity',
  why: 'why how_come',
  when: 'when',
  what: 'what whats',
  go: 'going goes gone go doing it_looks things_look it_look',
  far: 'on_track far along progressing come_along getting_on coming_along nearly_there almost_there where_are_we where_do_we_stand we_at',
  status: 'status state update standing situation snapshot',
  numbers:
    'statistics stats report reports figures overview summary results percentage percent progress dashboard share chart numbers metrics kpi graph breakdown tally rate ratio updates',
  sending: 'sending mailing mailings sends batch campaign job mailout run mailshot rollout',
  send: 'resend resent send sends sent sending mailed emailed mails emails_out send_out sent_out dispatch been_sent been_sent_out was_sent were_sent gone_out',
  gone: 'been_sent been_sent_out was_sent were_sent gone_out',
  junk: 'junk junk_mail junk_folder spam_folder spam_filter',
  mail: 'mail mails email emails letter letters message messages verification_mail verification_email confirmation_mail work_email work_mail invite invites invitation invitations notification e_mail welcome_email activation_email',
  address: 'address addresses email emails mail_address email_address work_email work_mail work_address',
  lack: 'missing lack lacks lacking without lacked blank havent_got empty',
  not: 'not no never none dont doesnt didnt hasnt havent isnt arent wasnt werent cannot cant couldnt wont nobody nothing yet_to unable ignored ignoring ignores wouldnt shouldnt hadnt nor nowt cant_find cannot_find couldnt_find missed refuses refused overlooked skipped',
  verify:
    'verify verifies verified verification verifying confirmed activate activated validate validated validation confirming',
  unverified:
    'unverified unconfirmed needs_to_verify need_to_verify has_to_verify have_to_verify stragglers laggards holdouts not_activated',
  click: 'click clicks clicked clicking pressed tapped tap press',
  answer:
    'answer answered answers respond responded response replied reply react reacts reacted acted done_anything done_something ignored ignoring ignores heard_back heard_from opened read missed refuses refused overlooked skipped',
  connect: 'connected connect connection connections linked hooked_up migrated onboarded',
  bounce:
    'bounce bounced bounces bouncing undelivered undeliverable did_not_arrive failed_to_arrive came_back not_delivered invalid_addresses returned rejected bounceback bouncebacks bounce_back bounced_back',
  expired:
    'too_late expired expire expires expiring run_out ran_out outdated timed_out no_longer_valid too_old not_valid_anymore lapsed stale has_ended ended',
  link: 'link links',
  again: 'again resend resent anew new once_more one_more_time another re_send over_again repeat',
  remind:
    'remind reminds reminder reminders reminded nudge chase chase_up follow_up poke chasing chased prod nag nagging hassle ping pester',
  change:
    'change changes changed changing update updates updated correct edit fix replace amend modify swap alter adjust switch',
  add: 'add adds adding enter set save store register fill_in put_in input key_in',
  test: 'test tests testing trial preview sample try_out dry_run before_it_goes_out before_it_is_sent before_they_go_out before_sending before_i_send before_we_send trial_run try_it_out example',
  letter_look:
    'letter_look mail_look email_look letter_looks mail_looks email_looks letter_say mail_say logo our_logo show_me_the_email show_the_email see_the_email show_me_the_mail show_the_mail see_the_mail show_me_the_letter',
  undo: 'a_mistake mistake sent_by_mistake undo undone revert take_back roll_back recall unsend wrong_button sent_wrong',
  cancel: 'cancel cancels cancelled abort never_mind nevermind forget_it scrap drop_it leave_it',
  stop: 'stop stops halt stopping wait',
  pause: 'pause pauses hold hold_on hold_it',
  resume: 'go_on_sending keep_sending resume resumes continue carry_on restart start_again unpause',
  you: 'you your from_you',
  plan: 'plan plans',
  letter: 'text wording content contents worded letter letters',
  links: 'links',
  start: 'start starts begin launch kick_off',
  yes: 'yes yep yeah ok okay sure yup go_ahead do_it looks_good sounds_good confirm confirms thats_right of_course absolutely definitely exactly correct affirmative please_do go_for_it',
  no: 'nope nah no_thanks no_thank_you not_now',
  thanks:
    'thanks thank cheers great perfect thank_you awesome well_done nice lovely brilliant excellent thx ty appreciated appreciate thanx tnx super fantastic',
  excel: 'excel spreadsheet csv xlsx excel_file',
  export: 'export exports exported download downloads downloading as_a_file extract_to print_out pull_a',
  import:
    'import imports importing upload uploads uploading load_in read_in staff_file read_a_file_in put_a_file_in importer',
  file: 'file files document attachment',
  list: 'show_me list lists show shows find search see look_up display give_me view pull_up bring_up fetch names',
  login:
    'log_in login logging logged_in log_into signin sign_in sign_into signing get_in get_into access log_on logon let_me_in log_back_in sign_back_in logins username user_name credentials',
  locked: 'locked_out locked blocked shut_out lock_me_out',
  work: 'work works working worked open opens opening function loading load',
  broken:
    'broken dead invalid faulty error_message trouble problem_with issue_with issues crashes crashed glitch bug stuck nothing_happens nothing_happened nothing_works error blank_page error_page',
  come: 'came come comes arrive arrived arrives receive received receiving got get gets turned_up showed_up reached landed seen turn_up show_up shown_up cant_find cannot_find couldnt_find',
  password: 'password passwords passcode pwd pw pass_word',
  forgot: 'forgot forgotten forget lost reset recover',
  wrong:
    'wrong incorrect old other previous misspelt misspelled mistyped private former typo outdated out_of_date spelt_wrong spelling misspell',
  genuine:
    'genuine real legit legitimate phishing scam fake spam trust trusted safe suspicious fraud fraudulent authentic hoax dangerous malware virus hacked did_you_send_this for_real really_from weird strange dodgy what_is_this_email what_is_this_mail whats_this_email whats_this_mail spoof spoofed scammer fishy sketchy safely phish scammed actually_from legitimate_email',
  history: 'using_this been_using did_do history log logs audit happened events did_what who_did',
  tampered: 'tampered tampering manipulated untouched falsified',
  role: 'who_can_use who_can_send else_can allowed_to able_to_send who_decides in_charge admin admins administrator administrators permission permissions rights role roles owner owners privileges',
  domain: 'domain domains',
  swedish: 'swedish',
  english: 'english',
  help: 'what_do_you do_i_start my_options help helps commands command manual instructions guide tutorial what_can_i get_started who_are_you what_are_you dont_understand do_not_understand dont_get_it confused',
  human:
    'talk_with speak_to speak_with real_person real_human a_person someone_real who_do_i_ask who_can_i_ask who_should_i_ask who_do_i_turn who_do_i_talk human support contact helpdesk talk_to call hr_department',
  erase: 'erase delete remove gdpr forget_me deleted',
  disconnect: 'disconnect unlink disconnects remove_connection',
  extract: 'extract subject_access do_you_know_about data_on held_on store_about stored_about know_about',
  fail: 'failed fail fails failure failures went_wrong errors error',
  doubt: 'doubtful in_doubt uncertain unsure',
  queue: 'queue queued waiting pending',
  left: 'we_waiting left remaining remain remains outstanding the_rest to_go still_to_go pending behind lagging',
  done: 'done finished complete completed ready all_set sorted completion',
  running: 'running ongoing in_progress under_way underway right_now',
  inactive:
    'inactive former_employees leavers quit resigned retired left_us left_the_company has_left no_longer_works no_longer_employed',
  month:
    'in_january in_february in_march in_april in_may in_june in_july in_august in_september in_october in_november in_december this_month next_month last_month next_year last_year end_of_the_month end_of_the_year',
  today: 'today todays this_morning tonight',
  yesterday: 'yesterday yesterdays',
  week: 'week weeks this_week last_week past_week',
  recent: 'recently latest last lately',
  approve: 'approve approval approves approved approvals',
  valid: 'valid last_for',
  long: 'long how_long',
  link_me: 'link_me connect_me link_my connect_my do_you_know_me who_am_i know_who_i_am recognise_me recognize_me',
  apart:
    'different_people different_persons different_humans two_people not_the_same_person not_the_same_human not_one_person merged unmerge take_apart split_apart',
  same: 'same shared share shares sharing duplicate duplicates twice',
  setup: 'settings configured configuration setup set_up mail_server smtp everything_ok',
  visma: 'visma connect flex hrm this_bot service this_email this_mail',
  account: 'account accounts user users',
  arrive:
    'delivered deliver arrive arrived get_through got_through went_through gone_through delivery deliveries delivering',
  elsewhere:
    'new_phone new_laptop new_computer vacation holiday holidays sick salary salaries payslip payslips pay parental maternity paternity timesheet timesheets expense expenses overtime schedule pension insurance meeting_room lunch weather parking tax taxes contract absence leave_request sick_leave annual_leave parental_leave days_off day_off coffee printer bank_account wage wages raise bonus hand_in_my_notice resign work_from_home working_from_home from_home remotely',
  protected: 'protected protection secret confidential hidden_identity',
  differ:
    'check_against against_visma against_connect not_in_visma not_in_connect not_in_ours in_visma_but in_connect_but difference differences differ differs mismatch mismatches mismatched discrepancy discrepancies compare compared comparison in_sync out_of_sync sync synced synchronised synchronized reconcile',
  agree: 'match matches matching agree agrees consistent line_up',
  about:
    'you_want want_from the_point purpose what_for what_is_this whats_this what_is_it whats_it_about what_is_that why_am_i_getting why_do_i_get why_did_i_get why_have_i why_do_i_have why_must_i why_should_i what_is_visma what_is_verifiera',
}

/** As `filler` in Swedish. */
export const filler =
  'by_mistake track correctly properly pls plz give make appoint grant assign anyone anybody someone somebody i is are was were be been being am do does have has had having the a an and or but to of at in on from for by with about it its this that these there here so now then we us our they their he she him her his hers can could will would shall should may might must want wants wanted need needs needed like please hi hello hey just also only already yet still some any something anything one out up down back if as than too very more most really think thought wonder wondering question tell let try tried trying made take taken way day time times first next before after since until works_at work_at computer phone browser page website button inbox company department unit office manager hr payroll system possible did exist exists put thing things lot big happen happens again_and actually basically simply quite rather almost nearly though although because while during without_a between through around against among across above below near inside outside always often sometimes soon later early again_please else ever however maybe perhaps probably sure_if certain both either another_one same_thing such own self this_is there_is youve weve theyve youre theyre were_we have_to has_to got_to gotta gonna wanna lets let_us say says said saying tells told asks asked asking mean means meant hope hoping guess suppose seem seems seemed look looks looking looked use uses used using puts keep keeps kept bit couple few several lots loads plenty whole part half stuff kind sort case point reason guy person_in folks friend boss managers team teams director ceo management board client customer customers morning afternoon evening monday tuesday wednesday thursday friday saturday sunday month months year years hour hours minute minutes january february july september october november december two three four five six seven eight nine ten second third dear regards best sincerely cheers_in sorry excuse oops hmm um uh asap urgent urgently quickly quick fast important soon_as laptop mobile app screen window tab channel chat slack intranet internet web outlook gmail google hotmail calendar info information ticket fyi btw re fwd fw etc ie eg regarding concerning mailbox folder going_to about_to supposed able allowed matter idea questions temp temps contractor contractors hire hires starter starters joiner joiners intern interns vs versus can_i_get can_i_have could_i_get could_i_have can_we_get i_need we_need id_like i_would_like i_want i_wanted guys mate somebodys claims claimed complains complained reports_that wishes managed manage manages works_for works_in work_in work_for currently at_the_moment love hate'

/** Places that English calls otherwise than Swedish. */
export const exonyms: Record<string, string> = { gothenburg: 'göteborg' }
